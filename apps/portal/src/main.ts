import './styles.css';
import { startPortal } from './portal';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
startPortal(root);
