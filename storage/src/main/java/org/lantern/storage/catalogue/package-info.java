/**
 * The encrypted database: where everything lies that can be searched. Its one thread, its transactions, its opening
 * after an unclean end.
 */
package org.lantern.storage.catalogue;
