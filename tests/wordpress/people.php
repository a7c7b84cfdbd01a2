<?php
// Sets a fresh WordPress up, with a user of each role; prints their application passwords as `role=password`.
define('WP_INSTALLING', true);
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
if (!is_blog_installed()) {
    wp_install('Example Desk', 'administrator', 'admin@example.org', false, '', wp_generate_password(24));
}
update_option('permalink_structure', '/%postname%/');
update_option('timezone_string', 'Asia/Damascus');
switch_theme('twentytwentythree');
flush_rewrite_rules(false);
foreach (['administrator', 'editor', 'author', 'contributor'] as $role) {
    $user = get_user_by('login', $role);
    $id = $user ? $user->ID : wp_insert_user([
        'user_login' => $role, 'user_pass' => wp_generate_password(24), 'user_email' => "$role@example.org",
        'role' => $role, 'display_name' => ucfirst($role),
    ]);
    [$password] = WP_Application_Passwords::create_new_application_password($id, ['name' => 'tests']);
    echo "$role=", WP_Application_Passwords::chunk_password($password), "\n";
}
