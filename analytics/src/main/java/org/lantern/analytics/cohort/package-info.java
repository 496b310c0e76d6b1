/** Tables of subjects as they come from files. */
package org.lantern.analytics.cohort;
