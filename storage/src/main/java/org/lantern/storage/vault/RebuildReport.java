package org.lantern.storage.vault;

/**
 * What a rebuild of the catalogue did.
 *
 * @param changes of rows that the journal held; 0 if the journal was made anew from the catalogue
 * @param commits number of the last commit that is there now
 * @param lost how many acknowledged commits could not be made again; their images were filed from the packs
 * @param instances that the catalogue holds now
 */
public record RebuildReport(long changes, long commits, long lost, int instances) {}
