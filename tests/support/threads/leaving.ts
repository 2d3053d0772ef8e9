/** Goes away without a word. */
process.exit(3);
