import { Module } from '@nestjs/common';
import { PdfPress } from './pdf-press.js';

@Module({ providers: [PdfPress], exports: [PdfPress] })
export class DocumentsModule {}
