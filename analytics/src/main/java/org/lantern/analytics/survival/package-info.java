/** Time-to-event analysis: Kaplan–Meier curves, log-rank tests, Cox regression. Plain columns in, typed results out. */
package org.lantern.analytics.survival;
