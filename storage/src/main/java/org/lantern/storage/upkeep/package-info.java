/** What keeps a vault in order: verification, erasure, reclaiming of space. */
package org.lantern.storage.upkeep;
