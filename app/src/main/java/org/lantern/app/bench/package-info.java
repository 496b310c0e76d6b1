/** Quick benchmarks of what users wait for: reading, decoding, drawing, filtering, and the vault. */
package org.lantern.app.bench;
