/** Models learned from a table with a yes-or-no outcome, and the honest measure of how good they are. */
package org.lantern.analytics.learning;
