/** Keys, seals and passwords. The only package that touches a cipher. */
package org.lantern.storage.crypto;
