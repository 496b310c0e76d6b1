/** The append-only sealed file of everything that was committed. Knows records, not what they mean. */
package org.lantern.storage.journal;
