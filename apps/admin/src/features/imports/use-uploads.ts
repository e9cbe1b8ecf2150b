import { useEffect, useRef, useState } from 'react';
import { toProblem, type Problem } from '../../lib/problem';
import { uploadFile, type UploadedFile } from './api';

/** A chosen file on its way to the server. Neither `uploaded` nor `problem`: it is still going. */
export interface Upload {
  readonly key: number;
  readonly file: File;
  readonly uploaded: UploadedFile | null;
  readonly problem: Problem | null;
}

interface Uploads {
  readonly uploads: readonly Upload[];
  add(files: readonly File[]): void;
  remove(key: number): void;
}

/** Sends chosen files one after the other; leaving the page stops it. */
export function useUploads(): Uploads {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const chain = useRef(Promise.resolve());
  const nextKey = useRef(0);
  const left = useRef(new AbortController());
  useEffect(() => {
    const controller = new AbortController();
    left.current = controller;
    return () => controller.abort();
  }, []);

  const settle = (key: number, result: Partial<Upload>): void =>
    setUploads((all) => all.map((each) => (each.key === key ? { ...each, ...result } : each)));
  const send = async ({ key, file }: Upload): Promise<void> => {
    const { signal } = left.current;
    if (signal.aborted) return;
    try {
      settle(key, { uploaded: await uploadFile(file, signal) });
    } catch (error) {
      if (!signal.aborted) settle(key, { problem: toProblem(error) });
    }
  };

  return {
    uploads,
    add: (files) => {
      const added = files.map((file) => ({ key: nextKey.current++, file, uploaded: null, problem: null }));
      setUploads((all) => [...all, ...added]);
      for (const upload of added) chain.current = chain.current.then(() => send(upload));
    },
    remove: (key) => setUploads((all) => all.filter((each) => each.key !== key)),
  };
}
