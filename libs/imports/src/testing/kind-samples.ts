import type { RowKindName } from '../import-job.js';

/** A file for each kind, header first, to be brought in one after the other: what stands later leans on what came before. */
export const SAMPLES: Readonly<Record<RowKindName, readonly string[]>> = {
  brands: ['برند,نام فارسی,نام انگلیسی', 'Sepehr,سپهر,Sepehr', 'کاوه,,', '=Formula,,'],
  'product-groups': [
    'code,parent,نام فارسی,name',
    'home,,لوازم خانگی,Home appliances',
    'fridge,home,یخچال,',
    'tv,,,Television',
  ],
  products: [
    'Brand,Model,نام کالا,name,گروه,Serial pattern',
    'سپهر,RF-540,یخچال ۵۴۰,Fridge 540,fridge,SN99999999',
    'کاوه,TV-55,,TV 55,tv,',
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
};
