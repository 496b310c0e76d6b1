/** imaging. */
package org.lantern.imaging;
