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
  ],
};
