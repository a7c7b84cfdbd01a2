<?php
// For PHP's own web server: files as they are, programs of WordPress by their names, everything else by its front door.
$root = $_SERVER['DOCUMENT_ROOT'];
// The server itself writes down only what no program answers.
file_put_contents("$root/../log/requests", "$_SERVER[REQUEST_METHOD] $_SERVER[REQUEST_URI]\n", FILE_APPEND | LOCK_EX);
$asked = rawurldecode((string) parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$file = $root . $asked;
if (!str_contains($asked, '..')) {
    if (is_file($file)) {
        return false;
    }
    if (is_file("$file/index.php")) {
        $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = rtrim($asked, '/') . '/index.php';
        chdir($file);
        require "$file/index.php";
        return true;
    }
}
$_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = '/index.php';
chdir($root);
require "$root/index.php";
