/**
 * The part of the API the shell itself calls. `npm run client` replaces this file with the types of the
 * whole API, generated from docs/openapi.json.
 */
interface Grant {
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  account: {
    id: string;
    displayName: string;
    email: string | null;
    mobile: string | null;
    locale: 'en' | 'fa';
    calendar: 'gregorian' | 'jalali';
    permissions: string[];
    centers: { id: string; code: string; name: { fa: string | null; en: string | null } }[];
  };
}

interface SearchHits {
  data: { kind: string; id: string; title: string; subtitle: string | null; exact: boolean }[];
}

type Json<Body> = { content: { 'application/json': Body } };

export interface paths {
  '/api/v1/auth/sign-in': {
    post: {
      parameters: { query?: never; header?: never; path?: never; cookie?: never };
      requestBody: Json<{ login: string; password: string }>;
      responses: { 200: Json<Grant> };
    };
  };
  '/api/v1/search': {
    get: {
      parameters: { query: { q: string; limit?: number }; header?: never; path?: never; cookie?: never };
      requestBody?: never;
      responses: { 200: Json<SearchHits> };
    };
  };
}
