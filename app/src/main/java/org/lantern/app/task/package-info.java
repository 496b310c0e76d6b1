/** Work in the background: how it is started, shown, cancelled, and how its result comes back to the window. */
package org.lantern.app.task;
