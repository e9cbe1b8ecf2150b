import { Platform1764000000001 } from './01-platform.js';
import { Organization1764000000002 } from './02-organization.js';
import { Identity1764000000003 } from './03-identity.js';
import { Catalog1764000000004 } from './04-catalog.js';
import { Customers1764000000005 } from './05-customers.js';
import { Devices1764000000006 } from './06-devices.js';
import { Warranty1764000000007 } from './07-warranty.js';
import { Inventory1764000000008 } from './08-inventory.js';
import { Billing1764000000009 } from './09-billing.js';
import { Repair1764000000010 } from './10-repair.js';
import { Reception1764000000011 } from './11-reception.js';
import { Notifications1764000000012 } from './12-notifications.js';
import { RequisitionLineOrder1764000000013 } from './13-requisition-line-order.js';
import { Portal1764000000014 } from './14-portal.js';
import { AuditByActor1764000000015 } from './15-audit-by-actor.js';
import { Imports1764000000016 } from './16-imports.js';
import { AccountLanguage1764000000017 } from './17-account-language.js';
import { References1764000000018 } from './18-references.js';
import { ReceiptPaper1764000000019 } from './19-receipt-paper.js';
import { WarrantyCards1764000000020 } from './20-warranty-cards.js';
import { RepairPromises1764000000021 } from './21-repair-promises.js';
import { Contracts1764000000022 } from './22-contracts.js';
import { WarrantyExpiry1764000000023 } from './23-warranty-expiry.js';
import { InstalledBase1764000000024 } from './24-installed-base.js';
import { InboundSms1764000000025 } from './25-inbound-sms.js';
import { ImportKinds1764000000026 } from './26-import-kinds.js';
import { Feeds1764000000027 } from './27-feeds.js';
import { SupplierClaims1764000000028 } from './28-supplier-claims.js';
import { DeviceLife1764000000029 } from './29-device-life.js';
import { PortalCards1764000000030 } from './30-portal-cards.js';
import { PolicyResponsible1764000000031 } from './31-policy-responsible.js';
import { Deposits1764000000032 } from './32-deposits.js';
import { ProductMaster1764000000033 } from './33-product-master.js';
import { SimilarRepairs1764000000034 } from './34-similar-repairs.js';
import { DeviceTwins1764000000035 } from './35-device-twins.js';
import { SavedViews1764000000036 } from './36-saved-views.js';
import { PartsOfProducts1764000000037 } from './37-parts-of-products.js';
import { WarrantyExtension1764000000038 } from './38-warranty-extension.js';
import { ContractNotices1764000000039 } from './39-contract-notices.js';
import { CodeSets1764000000040 } from './40-code-sets.js';
import { CoverLimits1764000000041 } from './41-cover-limits.js';
import { SecondImei1764000000042 } from './42-second-imei.js';
import { CodedRepairs1764000000043 } from './43-coded-repairs.js';
import { BroughtCards1764000000044 } from './44-brought-cards.js';
import { PromiseUse1764000000045 } from './45-promise-use.js';
import { WarrantyHolder1764000000046 } from './46-warranty-holder.js';
import { FeedLog1764000000047 } from './47-feed-log.js';
import { ExtensionsDue1764000000048 } from './48-extensions-due.js';
import { DeviceBlocks1764000000049 } from './49-device-blocks.js';
import { DeviceNumberLocks1764000000050 } from './50-device-number-locks.js';
import { WarrantyInvoicesClosed1764000000051 } from './51-warranty-invoices-closed.js';
import { ImportLookUps1764000000052 } from './52-import-look-ups.js';
import { PromisesAfterSwap1764000000053 } from './53-promises-after-swap.js';
import { ContractBilling1764000000054 } from './54-contract-billing.js';
import { PromisesByDevice1764000000055 } from './55-promises-by-device.js';

/** Every migration, oldest first. One linear history; a landed one is never edited. */
export const migrations = [
  Platform1764000000001,
  Organization1764000000002,
  Identity1764000000003,
  Catalog1764000000004,
  Customers1764000000005,
  Devices1764000000006,
  Warranty1764000000007,
  Inventory1764000000008,
  Billing1764000000009,
  Repair1764000000010,
  Reception1764000000011,
  Notifications1764000000012,
  RequisitionLineOrder1764000000013,
  Portal1764000000014,
  AuditByActor1764000000015,
  Imports1764000000016,
  AccountLanguage1764000000017,
  References1764000000018,
  ReceiptPaper1764000000019,
  WarrantyCards1764000000020,
  RepairPromises1764000000021,
  Contracts1764000000022,
  WarrantyExpiry1764000000023,
  InstalledBase1764000000024,
  InboundSms1764000000025,
  ImportKinds1764000000026,
  Feeds1764000000027,
  SupplierClaims1764000000028,
  DeviceLife1764000000029,
  PortalCards1764000000030,
  PolicyResponsible1764000000031,
  Deposits1764000000032,
  ProductMaster1764000000033,
  SimilarRepairs1764000000034,
  DeviceTwins1764000000035,
  SavedViews1764000000036,
  PartsOfProducts1764000000037,
  WarrantyExtension1764000000038,
  ContractNotices1764000000039,
  CodeSets1764000000040,
  CoverLimits1764000000041,
  SecondImei1764000000042,
  CodedRepairs1764000000043,
  BroughtCards1764000000044,
  PromiseUse1764000000045,
  WarrantyHolder1764000000046,
  FeedLog1764000000047,
  ExtensionsDue1764000000048,
  DeviceBlocks1764000000049,
  DeviceNumberLocks1764000000050,
  WarrantyInvoicesClosed1764000000051,
  ImportLookUps1764000000052,
  PromisesAfterSwap1764000000053,
  ContractBilling1764000000054,
  PromisesByDevice1764000000055,
];
