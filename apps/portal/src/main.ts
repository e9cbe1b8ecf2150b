import './styles.css';
import { startCards } from './cards';
import { startPortal } from './portal';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
if (/^\/t\/cards(\/|$)/.test(window.location.pathname)) startCards(root);
else startPortal(root);
