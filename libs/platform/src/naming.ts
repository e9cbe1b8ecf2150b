import { Column, DefaultNamingStrategy } from 'typeorm';

const snake = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();

/** Properties are camelCase, columns snake_case: `listPrice` is `list_price`, the embedded `name.fa` is `name_fa`. */
export class SnakeCaseNames extends DefaultNamingStrategy {
  override tableName(targetName: string, userSpecifiedName: string | undefined): string {
    return userSpecifiedName ?? snake(targetName);
  }

  override columnName(propertyName: string, customName: string | undefined, embeddedPrefixes: string[]): string {
    return [...embeddedPrefixes, customName ?? propertyName].map(snake).join('_');
  }

  override joinColumnName(relationName: string, referencedColumnName: string): string {
    return `${snake(relationName)}_${snake(referencedColumnName)}`;
  }
}

/** SQL: the name of a row in both languages, as views show it. `of` is the table's alias. */
export const nameJson = (of: string): string => `json_build_object('fa', ${of}.name_fa, 'en', ${of}.name_en)`;

/** SQL: a row that another names, by id, code and name. */
export const codedJson = (of: string): string =>
  `json_build_object('id', ${of}.id, 'code', ${of}.code, 'name', ${nameJson(of)})`;

/** A name in both languages of the product; a CHECK of each table sees that one of them is there. */
export class Name {
  @Column('text', { nullable: true })
  fa: string | null;

  @Column('text', { nullable: true })
  en: string | null;
}
