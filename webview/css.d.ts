/** esbuild gathers style sheets into main.css; importing one brings nothing into the script. */
declare module '*.css';
