import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isCard, isIban } from '../domain/checked-number.ts';
import { identifyingText } from '../domain/identifying-text.ts';

/** What is found, told by the text itself: findings say only where it stands. */
const found = (text: string): string[] => identifyingText(text).map(({ kind, at, length }) => `${kind} ${text.slice(at, at + length)}`);

test.each([
  ['write to jo.smith+x@mail.example.org today', 'email jo.smith+x@mail.example.org'],
  ['Пишите на иван@почта.рф сегодня', 'email иван@почта.рф'],
  ['البريد ahmed_k@example.com.eg', 'email ahmed_k@example.com.eg'],
  ['called +33 6 12 34 56 78 twice', 'phone +33 6 12 34 56 78'],
  ['+442079460958', 'phone +442079460958'],
  ['via 0033612345678', 'phone 0033612345678'],
  ['joignable au 06 12 34 56 78', 'phone 06 12 34 56 78'],
  ['on (202) 555-0143 or later', 'phone (202) 555-0143'],
  ['202-555-0143', 'phone 202-555-0143'],
  ['UK line 020 7946 0958', 'phone 020 7946 0958'],
  ['0171/23456789', 'phone 0171/23456789'],
  ['llamó al 612 34 56 78', 'phone 612 34 56 78'],
  ['móvil: 612345678', 'phone 612345678'],
  ['Tel. 2345678', 'phone 2345678'],
  ['тел. 8 (912) 345-67-89', 'phone 8 (912) 345-67-89'],
  ['звонил с 8-912-345-67-89', 'phone 8-912-345-67-89'],
  ['هاتف: ٠١٢٣٤٥٦٧٨٩', 'phone ٠١٢٣٤٥٦٧٨٩'],
  ['رقم الهاتف ۰۹۱۲۳۴۵۶۷۸۹', 'phone ۰۹۱۲۳۴۵۶۷۸۹'],
  ['Passport No. AB1234567 was used', 'passport AB1234567'],
  ['passport number is 123456789', 'passport 123456789'],
  ['passeport n° 12AB34567', 'passport 12AB34567'],
  ['Pasaporte número AAA123456', 'passport AAA123456'],
  ['паспорт серия 45 08 № 123456', 'passport 45 08 № 123456'],
  ['загранпаспорт 75 1234567', 'passport 75 1234567'],
  ['جواز سفر رقم A12345678', 'passport A12345678'],
  ['جواز سفر رقم: ١٢٣٤٥٦٧٨', 'passport ١٢٣٤٥٦٧٨'],
  ['P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<', 'passport P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<'],
  ['DNI 12345678Z', 'passport 12345678Z'],
  ['vehicle, plate WX 12345', 'plate WX 12345'],
  ['car AB12 CDE at the gate', 'plate AB12 CDE'],
  ['immatriculé AB-123-CD', 'plate AB-123-CD'],
  ['matrícula 1234 BCD', 'plate 1234 BCD'],
  ['camion 1234 BCD', 'plate 1234 BCD'],
  ['автомобиль А123ВС77', 'plate А123ВС77'],
  ['لوحة رقم 1234 أبج', 'plate 1234 أبج'],
  ['born 12/03/1985 abroad', 'birth-date 12/03/1985'],
  ['DOB: 1985-03-12', 'birth-date 1985-03-12'],
  ['né le 12 mars 1985', 'birth-date 12 mars 1985'],
  ['nacido el 12 de marzo de 1985', 'birth-date 12 de marzo de 1985'],
  ['дата рождения: 12.03.1985', 'birth-date 12.03.1985'],
  ['12.03.1985 г.р.', 'birth-date 12.03.1985'],
  ['تاريخ الميلاد: ١٢/٠٣/١٩٨٥', 'birth-date ١٢/٠٣/١٩٨٥'],
  ['paid to DE89 3704 0044 0532 0130 00 by', 'iban DE89 3704 0044 0532 0130 00'],
  ['GB82WEST12345698765432', 'iban GB82WEST12345698765432'],
  ['card 4111 1111 1111 1111', 'card 4111 1111 1111 1111'],
  ['378282246310005', 'card 378282246310005'],
  ['Mr John Smith left', 'name John Smith'],
  ['Mr. Smith left', 'name Smith'],
  ['selon M. Dupont', 'name Dupont'],
  ['Mme Anne-Marie Le Goff', 'name Anne-Marie Le Goff'],
  ['la Sra. García López', 'name García López'],
  ['Herr Müller', 'name Müller'],
  ['г-н Петров', 'name Петров'],
  ['السيد أحمد محمود', 'name أحمد محمود'],
  ['suspect: Ivan PETROV, of', 'name Ivan PETROV'],
  ['driver: Pavol Novak', 'name Pavol Novak'],
  ['the driver Pavol NOVAK fled', 'name Pavol NOVAK'],
  ['a man named Okonkwo', 'name Okonkwo'],
  ['conducteur : Yannick LE GALL', 'name Yannick LE GALL'],
  ['carried by JOHN SMITH', 'name JOHN SMITH'],
  ['SMITH, John', 'name SMITH, John'],
  ['with Mohammed Karim at', 'name Mohammed Karim'],
  ['задержан Петров Иван Сергеевич', 'name Петров Иван Сергеевич'],
  ['подозреваемый: Петров Семен', 'name Петров Семен'],
  ['المدعو كريم سالم', 'name كريم سالم'],
])('"%s" holds %s', (text, finding) => {
  expect(found(text)).toEqual([finding]);
});

test.each([
  'Container CSQU 305438-3 and MSCU1000070',
  'flight AF 1234 from Paris Charles to Port Klang',
  'QR12 DOH, LH760 FRA, U2 8001',
  'HS 3004.90, 050710 and 9705.10.00',
  '17,486 tonnes and 144 313 pieces; 1.400.000 units; +12.5 %',
  '612 345 678 sticks of cigarettes',
  'mobile phones: 1 200 000 pieces; mobile: 1 200 000 pieces',
  'AWB 020-12345675 and 180-1234 5675',
  'parcel RR 123 456 785 GB, DHL 00340434161094042557',
  'barcode 4006381333931, IMEI 490154203237518',
  'seized on 12/03/2025 at 14:30, 2025-03-12T14:30:00Z',
  '48.8566, 2.3522 and 51°30′26″N',
  '2 passports and 14 passports; passport holder carrying 100000 cigarettes',
  'truck with 20 pallets, van BMW X5, truck MAN TGX18',
  'Louis Vuitton, Hugo Boss, Calvin Klein, Rolex GMT, NIKE AIR MAX, Dr. Martens, Dr Pepper',
  'JOHN DEERE tractors, Jack Daniels, Michael Kors bags, Jean Paul Gaultier scent',
  'PORT OF ROTTERDAM, SAN JOSE, Puerto Limon, Santa Maria Island, Saint John Port',
  'driver Toyota Hilux; suspect: Counterfeit Viagra; suspect package from Hong Kong',
  'Detained at Terminal Two; arrested Tuesday Morning; passenger from South Africa',
  'a package of 200 g; registration of the company; plaque of bronze; reg. 2016/346',
  'lab exhibit 2025/AB-17, case 2025-000123, reference BE-2025-00012345',
  'Операция в порту Санкт-Петербург, 450 кг табака, контейнер MSCU1000070',
  'تم ضبط ٤٥٠ كيلوغراما من التبغ في ميناء الإسكندرية',
  'Saisie de 56 200 kg de bois au port du Havre, sans document',
  'Incautación de 1.300 aves en el aeropuerto de El Dorado',
  'CITES Appendix II; Loxodonta africana, Manis pentadactyla; 5 M. sticks',
  'rose by +1 000 000 in all; suspect Chinese Medicine; courier Great Wall Express',
  'user@ and @home, 5 @ 20 EUR',
  '',
])('"%s" identifies nobody', (text) => {
  expect(found(text)).toEqual([]);
});

test('everything in a text is found in its order, and nothing twice', () => {
  const text = 'Mr John SMITH (born 12.03.1985, passport AB1234567), tel +44 20 7946 0958, smith@example.org, DE89370400440532013000.';
  expect(found(text)).toEqual([
    'name John SMITH',
    'birth-date 12.03.1985',
    'passport AB1234567',
    'phone +44 20 7946 0958',
    'email smith@example.org',
    'iban DE89370400440532013000',
  ]);
});

test('a finding says where, and never what', () => {
  expect(identifyingText('call +442079460958')).toEqual([{ kind: 'phone', at: 5, length: 13 }]);
});

test('an account or card number with one digit wrong is none', () => {
  expect(isIban('DE89 3704 0044 0532 0130 00')).toBe(true);
  expect(isIban('DE89 3704 0044 0532 0130 01')).toBe(false);
  expect(isCard('4111-1111-1111-1111')).toBe(true);
  expect(isCard('4111 1111 1111 1112')).toBe(false);
  expect(isCard('0000 0000 0000 0000')).toBe(false);
});

/**
 * Two million characters of each take a second or less where time grows with the text, and hours where it grows with the square: 50 seconds are for
 * leaving what never ends, not for measuring.
 */
test('no text is so made that it is not read to its end', () => {
  const pieces = ['a', '0', 'a@', 'a@a.', '06 ', 'Mr ', 'passport: ', 'DE893704', 'P<UTO', '4111 ', 'Иван ', 'tel no no '];
  const { stdout } = spawnSync(process.execPath, [join(__dirname, 'identifying-child.ts'), ...pieces], {
    timeout: 50_000,
    encoding: 'utf8',
  });
  expect(
    stdout
      .trim()
      .split('\n')
      .map((piece) => JSON.parse(piece || '""')),
  ).toEqual(pieces);
});
