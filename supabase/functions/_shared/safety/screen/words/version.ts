/** Stored with every text: which list it was screened by. A test keeps it equal to the list's hash. */
export const WORD_LIST = "0";
