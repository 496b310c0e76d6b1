/** The catalogue's tables, as numbered migrations, and their application. */
package org.lantern.storage.schema;
