// What Lumen Retail sells, with list prices in paise. The knowledge documents quote these names and prices.
import type { Topic } from '../../contracts/events.ts';

export interface RetailGood {
  id: string;
  name: string;
  category: string;
  topic: Topic;
  /** INR, minor units (paise). */
  priceMinor: number;
}

export const retailGoods: readonly RetailGood[] = [
  { id: 'aud-aurora-x1', name: 'Lumen Aurora X1 Headphones', category: 'audio', topic: 'audio', priceMinor: 2_999_000 },
  { id: 'aud-aurora-lite', name: 'Lumen Aurora Lite Headphones', category: 'audio', topic: 'audio', priceMinor: 899_000 },
  { id: 'aud-pebble-pro', name: 'Lumen Pebble Pro Earbuds', category: 'audio', topic: 'audio', priceMinor: 1_299_000 },
  { id: 'aud-hall-bar-7', name: 'Lumen Hall 7 Soundbar', category: 'audio', topic: 'audio', priceMinor: 5_499_000 },
  { id: 'aud-studio-pair', name: 'Lumen Studio Pair Speakers', category: 'audio', topic: 'audio', priceMinor: 7_999_000 },
  { id: 'aud-turntable-t2', name: 'Lumen T2 Turntable', category: 'audio', topic: 'audio', priceMinor: 3_499_000 },
  { id: 'pre-vista-65', name: 'Lumen Vista 65 OLED Television', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 15_999_000 },
  { id: 'pre-vista-77', name: 'Lumen Vista 77 OLED Television', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 28_999_000 },
  { id: 'pre-slate-16', name: 'Lumen Slate 16 Laptop', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 18_499_000 },
  { id: 'pre-slate-14', name: 'Lumen Slate 14 Laptop', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 12_999_000 },
  { id: 'pre-lens-m5', name: 'Lumen M5 Mirrorless Camera', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 16_499_000 },
  { id: 'pre-lens-24-70', name: 'Lumen 24-70 Zoom Lens', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 8_999_000 },
  { id: 'pre-beam-4k', name: 'Lumen Beam 4K Projector', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 13_999_000 },
  { id: 'pre-orbit-watch', name: 'Lumen Orbit Titanium Watch', category: 'premium_electronics', topic: 'premium_electronics', priceMinor: 6_499_000 },
  { id: 'pho-nova-12', name: 'Lumen Nova 12 Phone', category: 'phones', topic: 'phones', priceMinor: 4_299_000 },
  { id: 'pho-nova-12-pro', name: 'Lumen Nova 12 Pro Phone', category: 'phones', topic: 'phones', priceMinor: 7_499_000 },
  { id: 'pho-nova-se', name: 'Lumen Nova SE Phone', category: 'phones', topic: 'phones', priceMinor: 1_799_000 },
  { id: 'pho-fold-2', name: 'Lumen Fold 2 Phone', category: 'phones', topic: 'phones', priceMinor: 13_499_000 },
  { id: 'app-breeze-15', name: 'Lumen Breeze 1.5 Ton Air Conditioner', category: 'home_appliances', topic: 'home_appliances', priceMinor: 4_499_000 },
  { id: 'app-spin-8', name: 'Lumen Spin 8 kg Washing Machine', category: 'home_appliances', topic: 'home_appliances', priceMinor: 3_199_000 },
  { id: 'app-frost-340', name: 'Lumen Frost 340 L Refrigerator', category: 'home_appliances', topic: 'home_appliances', priceMinor: 3_899_000 },
  { id: 'app-pure-air', name: 'Lumen Pure Air Purifier', category: 'home_appliances', topic: 'home_appliances', priceMinor: 1_499_000 },
  { id: 'app-brew-one', name: 'Lumen Brew One Coffee Maker', category: 'home_appliances', topic: 'home_appliances', priceMinor: 999_000 },
  { id: 'gam-arc-console', name: 'Lumen Arc Console', category: 'gaming', topic: 'gaming', priceMinor: 4_999_000 },
  { id: 'gam-arc-pad', name: 'Lumen Arc Pad Controller', category: 'gaming', topic: 'gaming', priceMinor: 549_000 },
  { id: 'gam-rift-27', name: 'Lumen Rift 27 Gaming Monitor', category: 'gaming', topic: 'gaming', priceMinor: 2_799_000 },
  { id: 'acc-charge-65', name: 'Lumen Charge 65 W Adapter', category: 'accessories', topic: 'accessories', priceMinor: 249_000 },
  { id: 'acc-power-20k', name: 'Lumen Power 20K Bank', category: 'accessories', topic: 'accessories', priceMinor: 299_000 },
  { id: 'acc-cable-set', name: 'Lumen Braided Cable Set', category: 'accessories', topic: 'accessories', priceMinor: 129_000 },
  { id: 'acc-sleeve-16', name: 'Lumen Slate Sleeve 16', category: 'accessories', topic: 'accessories', priceMinor: 199_000 },
]; // prettier-ignore
