import accountEn from '../features/account/locales/en.json';
import accountFa from '../features/account/locales/fa.json';
import accountsEn from '../features/accounts/locales/en.json';
import accountsFa from '../features/accounts/locales/fa.json';
import billingEn from '../features/billing/locales/en.json';
import billingFa from '../features/billing/locales/fa.json';
import catalogEn from '../features/catalog/locales/en.json';
import catalogFa from '../features/catalog/locales/fa.json';
import claimsEn from '../features/claims/locales/en.json';
import claimsFa from '../features/claims/locales/fa.json';
import contractsEn from '../features/contracts/locales/en.json';
import contractsFa from '../features/contracts/locales/fa.json';
import customersEn from '../features/customers/locales/en.json';
import customersFa from '../features/customers/locales/fa.json';
import devicesEn from '../features/devices/locales/en.json';
import devicesFa from '../features/devices/locales/fa.json';
import feedsEn from '../features/feeds/locales/en.json';
import feedsFa from '../features/feeds/locales/fa.json';
import homeEn from '../features/home/locales/en.json';
import homeFa from '../features/home/locales/fa.json';
import importsEn from '../features/imports/locales/en.json';
import importsFa from '../features/imports/locales/fa.json';
import inventoryEn from '../features/inventory/locales/en.json';
import inventoryFa from '../features/inventory/locales/fa.json';
import messagesEn from '../features/messages/locales/en.json';
import messagesFa from '../features/messages/locales/fa.json';
import operationsEn from '../features/operations/locales/en.json';
import operationsFa from '../features/operations/locales/fa.json';
import organizationEn from '../features/organization/locales/en.json';
import organizationFa from '../features/organization/locales/fa.json';
import receptionEn from '../features/reception/locales/en.json';
import receptionFa from '../features/reception/locales/fa.json';
import repairsEn from '../features/repairs/locales/en.json';
import repairsFa from '../features/repairs/locales/fa.json';
import warrantyEn from '../features/warranty/locales/en.json';
import warrantyFa from '../features/warranty/locales/fa.json';
import uiEn from '../ui/locales/en.json';
import uiFa from '../ui/locales/fa.json';
import appEn from './locales/en.json';
import appFa from './locales/fa.json';

/** Every text of the product by namespace; a feature's namespace is its name. */
export const locales = {
  app: { en: appEn, fa: appFa },
  ui: { en: uiEn, fa: uiFa },
  account: { en: accountEn, fa: accountFa },
  accounts: { en: accountsEn, fa: accountsFa },
  billing: { en: billingEn, fa: billingFa },
  catalog: { en: catalogEn, fa: catalogFa },
  claims: { en: claimsEn, fa: claimsFa },
  contracts: { en: contractsEn, fa: contractsFa },
  customers: { en: customersEn, fa: customersFa },
  devices: { en: devicesEn, fa: devicesFa },
  home: { en: homeEn, fa: homeFa },
  feeds: { en: feedsEn, fa: feedsFa },
  imports: { en: importsEn, fa: importsFa },
  inventory: { en: inventoryEn, fa: inventoryFa },
  messages: { en: messagesEn, fa: messagesFa },
  operations: { en: operationsEn, fa: operationsFa },
  organization: { en: organizationEn, fa: organizationFa },
  reception: { en: receptionEn, fa: receptionFa },
  repairs: { en: repairsEn, fa: repairsFa },
  warranty: { en: warrantyEn, fa: warrantyFa },
};
