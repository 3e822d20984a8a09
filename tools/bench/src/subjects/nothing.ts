/** What it costs to start Node at all. */
export {};
