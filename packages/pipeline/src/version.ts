/** Version of the library, written into what it makes. */
export const LIBRARY_VERSION = '0.1.0';
