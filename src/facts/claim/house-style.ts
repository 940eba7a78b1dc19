/** Words whose capital is a matter of house style: the president, the President. */
export const HOUSE_STYLE: ReadonlySet<string> = new Set(
  [
    'president vice prime minister chancellor premier mayor governor senator congressman congresswoman representative deputy councillor councilor commissioner ambassador envoy secretary speaker chairman chairwoman chair chief head director manager coach captain king queen prince princess pope bishop archbishop cardinal imam rabbi judge justice attorney prosecutor sheriff general colonel major sergeant lieutenant admiral inspector superintendent constable officer professor doctor',
    'government parliament congress senate assembly council cabinet ministry department court tribunal supreme high appeal police army navy force guard commission committee board authority agency office bureau bank embassy church cathedral university college school hospital museum library airport port station bridge street road avenue square park river lake island bay mountain county province state district city town village region republic kingdom federation union party club league cup championship tournament festival act bill law treaty agreement constitution',
    'north south east west northern southern eastern western central national international federal regional municipal royal',
    'mission operation report summit conference ceasefire',
  ].flatMap((line) => line.split(' ')),
);

/** Words in names that are written either way. */
export const PARTICLES: ReadonlySet<string> = new Set(
  'al el de del de la le les du da di van von der bin ibn ben'.split(' '),
);
