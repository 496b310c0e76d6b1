/** The one place that makes objects and hands them to each other; the only one that reads clock, randomness and environment. */
package org.lantern.app.compose;
