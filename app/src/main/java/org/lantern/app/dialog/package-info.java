/** Questions and messages to the user, behind an interface so that features can be tested without a window. */
package org.lantern.app.dialog;
