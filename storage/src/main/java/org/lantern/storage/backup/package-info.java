/** Backups: one encrypted file that a vault can be made from with its password or its recovery key alone. */
package org.lantern.storage.backup;
