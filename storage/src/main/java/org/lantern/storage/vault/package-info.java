/** The vault: made, opened, locked and closed; its keys and who may open them. */
package org.lantern.storage.vault;
