/** The few things that a vault does with files. One seam, so that tests can let the medium fail at any step. */
package org.lantern.storage.medium;
