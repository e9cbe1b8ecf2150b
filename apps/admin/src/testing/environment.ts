import { TestEnvironment as JsdomEnvironment } from 'jest-environment-jsdom';

/** What browsers have and jsdom lacks; Node's own are the same by standard. */
const fromNode = {
  fetch,
  Request,
  Response,
  Headers,
  FormData,
  File,
  Blob,
  ReadableStream,
  TextEncoder,
  TextDecoder,
  structuredClone,
};

/** jsdom with fetch and streams. AbortController is Node's too, because Node's Request accepts no other. */
// The test runner demands the default export.
export default class BrowserEnvironment extends JsdomEnvironment {
  override async setup(): Promise<void> {
    await super.setup();
    Object.assign(this.global, fromNode, { AbortController, AbortSignal });
  }
}
