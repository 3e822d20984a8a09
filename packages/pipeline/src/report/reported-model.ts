import type { ReportedModel } from '@networkml/evaluation';
import type { ModelFile } from '@networkml/model';
import { estimatorName } from '../models/estimator-card.ts';

/** What a report says of the model it is about. */
export const reportedModel = (model: ModelFile): ReportedModel => ({
  name: model.name,
  ...(model.description === undefined ? {} : { description: model.description }),
  estimator: estimatorName(model.estimator),
  features: model.featureSets.map(({ id, version }) => `${id} ${version}`),
  columnCount: model.columns.length,
});
