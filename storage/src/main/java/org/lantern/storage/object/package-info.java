/** Sealed objects in append-only packs. Knows bytes, not what they mean. */
package org.lantern.storage.object;
