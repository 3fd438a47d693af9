/** Every language that letters are written in: a file here, its line below, and its code in domain/language.ts. */
export { ar } from './ar.ts';
export { en } from './en.ts';
export { es } from './es.ts';
export { fr } from './fr.ts';
export { pt } from './pt.ts';
export { ru } from './ru.ts';
