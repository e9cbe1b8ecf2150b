export * from './bench.queries.js';
export * from './code-choices.queries.js';
export * from './components.queries.js';
export * from './diagnosis.service.js';
export * from './fittings.service.js';
export * from './handover.service.js';
export * from './historic-orders.service.js';
export * from './lines.service.js';
export * from './merges.service.js';
export * from './quotes.service.js';
export * from './repair.errors.js';
export * from './repair.events.js';
export * from './repair.module.js';
export {
  REPAIR_OUTCOMES,
  REPAIR_PRIORITIES,
  REPAIR_TYPES,
  type RepairOutcome,
  type RepairPriority,
  type RepairType,
} from './repair-order.entity.js';
export {
  ANSWER_CHANNELS,
  type AnswerChannel,
  type Estimate,
  QUOTE_STATES,
  type QuotedLine,
  type QuoteState,
} from './repair-quote.entity.js';
export { LINE_KINDS, type LineKind } from './repair-line.entity.js';
export {
  ENDED_STATES,
  PLAIN_ACTS,
  REPAIR_ACTS,
  REPAIR_MOVES,
  REPAIR_STATES,
  type RepairAct,
  type RepairState,
} from './repair-status.js';
export type { RepairSummary } from './repair-summary.js';
export type { RepairLineView, RepairView } from './repair-view.js';
export * from './repairs.queries.js';
export * from './replacements.service.js';
export { type OpenRepair, RepairsService } from './repairs.service.js';
export {
  type LikelyFault,
  type SimilarRepairs,
  SimilarRepairsQueries,
  type UsualRemedy,
} from './similar-repairs.queries.js';
export * from './vendor-legs.service.js';
export * from './workshop.service.js';
