/** Patients, studies, series and instances: what the vault holds, listed and searched. */
package org.lantern.storage.archive;
