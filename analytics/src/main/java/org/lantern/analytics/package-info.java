/** analytics. */
package org.lantern.analytics;
