/** storage. */
package org.lantern.storage;
