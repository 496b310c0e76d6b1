/** The window around the features: identity, pages, status, and the few words in which features meet. */
package org.lantern.app.shell;
