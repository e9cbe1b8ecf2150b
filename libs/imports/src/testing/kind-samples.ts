import type { RowKindName } from '../import-job.js';

/** A file for each kind, header first, to be brought in one after the other: what stands later leans on what came before. */
export const SAMPLES: Readonly<Record<RowKindName, readonly string[]>> = {
  brands: ['برند,نام فارسی,نام انگلیسی', 'Sepehr,سپهر,Sepehr', 'کاوه,,', '=Formula,,'],
  'product-groups': [
    'code,parent,نام فارسی,name,Strict',
    'home,,لوازم خانگی,Home appliances,',
    'fridge,home,یخچال,,بله',
    'tv,,,Television,no',
  ],
  products: [
    'Brand,Model,نام کالا,name,گروه,Serial pattern,Barcode,IMEI,Value,Discontinued,End of support',
    'سپهر,RF-540,یخچال ۵۴۰,Fridge 540,fridge,SN99999999,4006381333931,خیر,480000000,1403/01/01,1413/01/01',
    'کاوه,TV-55,,TV 55,tv,,,,,,',
  ],
  parts: [
    'شماره فنی,نام,name,brand,group,قیمت,retired',
    'BRD-1,برد اصلی,Main board,sepehr,fridge,"۱۲٬۰۰۰٬۰۰۰",',
    'LMP-2,,-5° lamp,,,450000,1404/12/29',
  ],
  'service-items': [
    'کد,نام,گروه,نوع,زمان,اجرت',
    'LAB-1,تعویض برد,fridge,دستمزد,60,"2,500,000"',
    'VISIT,ایاب‌وذهاب شهری,,travel,۴۵,900000',
  ],
  tariffs: [
    'Part,Service,Brand,Product,Group,Grade,From,Until,Price,Minutes',
    ',LAB-1,,,home,,1404/01/01,1405/01/01,3000000,45',
    ',LAB-1,,,home,A,1405/01/01,,3500000,',
    ',LAB-1,Sepehr,RF-540,,,2026-03-21,,"4,000,000",50',
    'BRD-1,,,,,,2026-03-21,,12500000,',
  ],
  'part-fits': ['sku,Brand,model', 'BRD-1,سپهر,RF-540', 'LMP-2,sepehr,RF-540'],
  'part-substitutes': ['part,substitute,rank,note', 'BRD-1,LMP-2,1,only with the old lamp', 'LMP-2,BRD-1,2,'],
  codes: [
    'Set,Code,نام,name,IRIS,Group,Is a heading,Heading,Order,Retired',
    'symptom,S7,,Test heading,17,,yes,,,',
    'عیب,F777,عیب آزمایشی,Test fault,A,fridge,,,۲۰,',
    'symptom,S777,,Test symptom,17X,,no,S7,,2026-01-01',
    'section,L777,,Test section,,,,,,',
  ],
  'code-combinations': ['نشانه,Defect,Cause,Remedy,Group', 'S110,F777,,,fridge', 'S110,F100,C10,,', ',F100,C10,,'],
  'product-structures': [
    'Brand,Model,Place,Below place,Part number,Qty,Has serial number',
    'سپهر,RF-540,lamp,door,LMP-2,2,',
    'sepehr,RF-540,door,,,,',
    'Sepehr,RF-540,board,,BRD-1,1,بله',
  ],
  customers: [
    'نام مشتری,موبایل,نوع,شناسه ملی,Email,زبان,آدرس',
    'سارا احمدی,۰۹۱۲ ۳۴۵ ۶۷۸۹,شخص,,sara@example.org,فارسی,"تهران، خیابان ملاصدرا"',
    'Ali Ahmadi,+989123456789,,,,en,',
    'شرکت البرز,09121112233,شرکت,10101234567,,,',
  ],
  devices: [
    'Brand,Serial,Model,IMEI,Second IMEI,Sold,Made,فاکتور',
    'سپهر,SN-10000001,RF-540,490154203237518,۳۵۶۹۳۸۰۳۵۶۴۳۸۰۹,1404/05/01,2025-01-01,S-77',
    'sepehr,sn 10000002,RF-540,,,,,',
    'sepehr,SN-10000003,RF-540,,,1405/01/20,,',
  ],
  'warranty-cards': [
    'Card number,Policy code,Issued,Brand,Model,Serial,Sold',
    'P-100,SALE-24,2026-01-05,,,,',
    'P-101,ACT-18,1404/10/15,Sepehr,RF-540,SN-10000090,',
    'P-102,ACT-18,1404/10/15,sepehr,RF-540,sn 10000091,2026-02-01',
    'P-103,SALE-24,2026-01-05,Sepehr,RF-540,SN-10000092,2026-02-02',
  ],
  'warranty-registrations': [
    'Guarantee number,Brand,Serial,Policy code,Sold',
    'R-1,سپهر,sn-10000001,SALE-24,1404/05/01',
    'R-2,Sepehr,SN-10000003,,',
  ],
  'sales-deliveries': [
    'System,Document number,Sold on,Delivered,Buyer,Buyer’s mobile,Kind,Brand,Model,Serial,Card number',
    'erp,D-1,2026-03-01,2026-03-03,فروشگاه نور,۰۹۱۲۱۱۱۲۲۳۳,firm,Sepehr,RF-540,SN-10000201,P-100',
    'erp,D-1,,,,,,sepehr,RF-540,SN 10000202,',
    'erp,D-2,1404/12/20,,,,,Sepehr,RF-540,SN-10000203,',
  ],
  'sales-returns': [
    'System,Document number,Returned on,Brand,Model,Serial',
    'erp,R-1,۱۴۰۴/۱۲/۲۸,Sepehr,RF-540,sn-10000202',
    'erp,R-1,,سپهر,RF-540,SN-10000203',
  ],
  contracts: [
    'Contract number,Kind,State,Customer,Mobile,Starts on,Ends on,Scope,Centre codes,Visits,Labour %,Price,Billed,Billing centre code,Billed elsewhere,Brand,Serial',
    'SC-OLD-1,Service contract,active,شرکت البرز,09121112233,1405/01/01,1410/01/01,devices,THR,4,100,90000000,ماهانه,THR,30000000,سپهر,SN-10000001',
    'SC-OLD-1,,,,,,,,,,,,,,,sepehr,sn 10000002',
    'SC-OLD-2,subscription,,Ali Ahmadi,+989123456789,2026-04-01,2031-04-01,customer,,,50,1000000,Quarterly,THR,,,',
  ],
  stock: [
    'Centre code,Location code,Part number,On hand,Unit cost',
    'THR,MAIN,BRD-1,۱۲,"9,000,000"',
    'THR,MAIN,LMP-2,40,300000',
  ],
  'device-blocks': [
    'منبع,Reference,نوع,Serial,IMEI,Brand,Model,تاریخ,Until,Note',
    'police,134-77,سرقتی,,۳۵۲۰۹۹۰۰۱۷۶۱۴۸۱,,,1404/05/01,,stolen from a shop',
    'maker,RC-2026-1,recalled,SN-10000002,,سپهر,RF-540,2026-01-01,2027-01-01,compressor',
  ],
};
