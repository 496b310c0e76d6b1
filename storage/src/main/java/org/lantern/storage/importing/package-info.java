/** From files, folders, ZIP archives and DICOM media into the vault. */
package org.lantern.storage.importing;
