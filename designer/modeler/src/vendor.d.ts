declare module 'diagram-js-grid';
declare module 'diagram-js-minimap';
