import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/app';
import { features } from './app/features';
import { locales } from './app/locales';
import { createAppRouter } from './app/router';
import { startI18n } from './lib/i18n';
import { createQueryClient } from './lib/query-client';
import { allowTextOnly } from './lib/trusted-text';
import './theme/fonts.css';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

allowTextOnly();
startI18n(locales);
const queryClient = createQueryClient();
createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} router={createAppRouter(queryClient, features)} features={features} />
  </StrictMode>,
);
