/** From a failure's type to words in the user's language. */
package org.lantern.app.problem;
