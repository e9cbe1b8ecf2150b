import { accountFeature } from '../features/account/routes';
import { accountsFeature } from '../features/accounts/routes';
import { billingFeature } from '../features/billing/routes';
import { catalogFeature } from '../features/catalog/routes';
import { claimsFeature } from '../features/claims/routes';
import { contractsFeature } from '../features/contracts/routes';
import { customersFeature } from '../features/customers/routes';
import { devicesFeature } from '../features/devices/routes';
import { feedsFeature } from '../features/feeds/routes';
import { homeFeature } from '../features/home/routes';
import { importsFeature } from '../features/imports/routes';
import { inventoryFeature } from '../features/inventory/routes';
import { messagesFeature } from '../features/messages/routes';
import { operationsFeature } from '../features/operations/routes';
import { organizationFeature } from '../features/organization/routes';
import { receptionFeature } from '../features/reception/routes';
import { repairsFeature } from '../features/repairs/routes';
import { warrantyFeature } from '../features/warranty/routes';
import type { Feature } from '../ui/feature';

/** Every feature of the product; the order is that of the side navigation inside each group. */
export const features: readonly Feature[] = [
  homeFeature,
  receptionFeature,
  repairsFeature,
  customersFeature,
  devicesFeature,
  warrantyFeature,
  contractsFeature,
  claimsFeature,
  catalogFeature,
  inventoryFeature,
  billingFeature,
  accountsFeature,
  organizationFeature,
  messagesFeature,
  importsFeature,
  feedsFeature,
  operationsFeature,
  accountFeature,
];
