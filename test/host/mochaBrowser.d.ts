// Mocha's browser build, imported for its effect: it defines the global class Mocha.
declare module 'mocha/mocha.js';
