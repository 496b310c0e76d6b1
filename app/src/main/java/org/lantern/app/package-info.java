/** app. */
package org.lantern.app;
