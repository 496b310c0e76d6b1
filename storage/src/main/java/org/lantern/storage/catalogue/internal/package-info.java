/** The authenticated layer between the database and the medium. Not for other packages. */
package org.lantern.storage.catalogue.internal;
